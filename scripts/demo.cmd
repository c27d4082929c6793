@rem Sets newsdex up, indexes seeds/ into .newsdex once, and answers a question.
@py "%~dp0develop.py" demo %*
