@rem Makes .venv with everything newsdex needs; does nothing when it is there and current.
@py "%~dp0develop.py" setup %*
