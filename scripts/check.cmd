@rem Lint, format, the order of imports and types, as the continuous integration wants them.
@py "%~dp0develop.py" check %*
