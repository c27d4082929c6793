@rem Runs the whole test suite, or with --quick what takes little time; arguments go to pytest.
@py "%~dp0develop.py" test %*
