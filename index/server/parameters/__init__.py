"""What a request may ask for, declared once: the conditions and options of the command line.

given               parameters as they are read: none that there isn't, none that says nothing
files               in which files articles are, which may be nobody's business
conditions          the conditions that a question comes with, and the question
search              all that a search takes
"""

from index.server.parameters.conditions import (
    ConditionParameters,
    QuestionParameters,
    check_questions,
)
from index.server.parameters.files import (
    PATH,
    asks_for_files,
    check_fields,
    name_of_model,
    without_files,
)
from index.server.parameters.given import CommaSeparated, Form, Given, Zone
from index.server.parameters.search import SearchParameters

__all__ = [
    "PATH",
    "CommaSeparated",
    "ConditionParameters",
    "Form",
    "Given",
    "QuestionParameters",
    "SearchParameters",
    "Zone",
    "asks_for_files",
    "check_fields",
    "check_questions",
    "name_of_model",
    "without_files",
]
