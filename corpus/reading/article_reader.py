"""Files and folders to articles: the one way in."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.articles.assignment import NamesAskedFor
from corpus.articles.dates_of_file import NO_RULES, DateRules, DatesOfFile, date_rules
from corpus.articles.items import read_item
from corpus.articles.outcome import Outcome, Reading, RecordError, Withdrawal
from corpus.articles.records import read_record
from corpus.fields.names import FieldMap, field_map
from corpus.files.encodings import SAMPLE, is_binary
from corpus.files.finding import STDIN, NewsFile, OpenFile, find_files, open_file, stem_of
from corpus.files.named_paths import named_paths
from corpus.files.unpacking import READ_ERRORS, unpacked
from corpus.found.ahead import LookingAhead
from corpus.found.findings import Fault, Item, Member, Record, Value
from corpus.found.reader import Stream
from corpus.readers import reader_for
from corpus.reading.pieces import Piece, ReadElsewhere, in_pieces
from corpus.reading.unknown_files import kind_of, unknown_file
from corpus.vocabulary.errors import ArgumentError, Problem, UnreadableError, shown
from corpus.vocabulary.exported import MARKER
from corpus.vocabulary.limits import LIMITS, Limits
from corpus.vocabulary.origin import FileState, Origin, absolute_path, checksum_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from corpus.files.named_paths import Paths
    from corpus.vocabulary.article import Article


_SETTLED = 2 * 10**9
"""Nanoseconds after which another change to a file shows in its time, on any file system."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is being read: a file, or a member of one."""

    path: str
    suffix: str
    depth: int = 0
    known: Mapping[str, Value] = field(default_factory=dict)
    file: NewsFile = field(default_factory=lambda: NewsFile(STDIN))
    absolute: str = ""
    """Path of the file; empty for standard input."""
    member: str = ""
    reader: str = ""
    """What reads it, as it is called."""
    dates: DatesOfFile = field(default_factory=DatesOfFile)
    names: NamesAskedFor = field(default_factory=lambda: NamesAskedFor({}))

    @classmethod
    def of(cls, file: NewsFile) -> _Place:
        """Return a file as a place."""
        if file.path == STDIN:
            return cls(STDIN, "")
        return cls(file.path, file.suffix, file=file, absolute=absolute_path(file.path))

    def origins(self, found: Record | Item, record: int) -> tuple[Origin, ...]:
        """Return where something was found; standard input is not a place."""
        if not self.absolute:
            return ()
        origin = Origin(
            path=self.file.path,
            absolute=self.absolute,
            member=self.member,
            record=record,
            line=found.line,
            offset=None if self.member else found.offset,
            size=self.file.size,
            modified=self.file.modified,
            reader=self.reader,
        )
        return (origin,)


class ArticleReader:
    """An iterator over the articles in files and folders, with counts of how far it is.

    It holds one record at a time; memory does not grow with the files.

    Attributes:
        files: files begun, of `files_total`.
        articles: articles given out.
        problems: files, records and details that could not be read.
        passed_over: how many files in folders and archives are not documents, by kind; an archive
            in which there is nothing else counts as one.
        bytes_read: bytes on disk read so far, of `bytes_total`, 0 where that is not known.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str] | NewsFile],
        fields: FieldMap,
        on_problem: Callable[[Problem], None] | None,
        limits: Limits,
        dates: DateRules = NO_RULES,
    ) -> None:
        """Use `read_articles`."""
        self.files = 0
        self.articles = 0
        self.problems = 0
        self.passed_over: Counter[str] = Counter()
        self._on_problem = on_problem
        self._fields = fields
        self._limits = limits
        self._dates = dates
        self._came = 0
        """Articles and withdrawals that came so far."""
        self._before = 0
        self._faults = 0
        """Problems that cost something of a file, so that it was not read to its end."""
        self._before_file = 0, 0, self._so_far()
        """Faults, articles and all that came before the file that is being read."""
        self._open: OpenFile | None = None
        self._found = list(find_files(paths, self._not_listed))
        self.files_total = len(self._found)
        self.bytes_total = sum(file.size for file in self._found)
        self._outcomes = self._read()

    @property
    def bytes_read(self) -> int:
        """Bytes on disk read so far."""
        return self._before + (self._open.position() if self._open else 0)

    def __iter__(self) -> Iterator[Article | Withdrawal]:
        return self

    def __next__(self) -> Article | Withdrawal:
        return _item(next(self.outcomes()))

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what comes of each file: articles and where they came from, and withdrawals."""
        return (outcome for outcome in self._outcomes if isinstance(outcome, Outcome))

    def pieces(self, most: int) -> Iterator[Piece]:
        """Yield what there is to read in pieces of some bytes, in order; a file is never cut.

        Each is read by a `PieceReader`, here or elsewhere, in place of this reader, which is
        then told of it by `take_over`.
        """
        folder = str(Path.cwd())
        for files in in_pieces(self._found, most):
            yield Piece(files, self._fields, self._limits, self._dates, folder)

    def take_over(self, read: ReadElsewhere) -> None:
        """Count what was read elsewhere, and report its problems.

        Raises:
            UnreadableError: for the first problem, if nobody is to be told.
        """
        self.files += read.files
        self.articles += read.articles
        self._before += read.size
        for problem in read.problems:
            self._report(problem)
        # What was reported is counted in it, and an archive of them counts as one.
        reported = Counter(problem.kind for problem in read.problems if problem.kind)
        self.passed_over.update(read.passed_over)
        self.passed_over.subtract(reported)
        self.passed_over = +self.passed_over

    def with_files(self) -> Iterator[Article | Withdrawal | FileState]:
        """Yield what iterating yields, and after what came of a file, how that was read."""
        for outcome in self._outcomes:
            if isinstance(outcome, Outcome):
                yield _item(outcome)
            elif outcome.path != STDIN:
                yield self._state(outcome)

    def _state(self, file: NewsFile) -> FileState:
        """Return what is known of a file that was read just now."""
        faults, articles, before = self._before_file
        whole = self._faults == faults
        # Of a picture or film little was read, and nothing depends on the rest of its bytes.
        read = not self._only_passed_over(before)
        try:
            checksum = checksum_of(file.path) if read else b""
        except OSError:
            checksum, whole = b"", False
        return FileState(
            path=file.path,
            absolute=absolute_path(file.path),
            size=file.size,
            modified=file.modified,
            fresh=read and abs(time.time_ns() - file.modified) < _SETTLED,
            device=file.device,
            checksum=checksum,
            articles=self.articles - articles,
            reading="whole" if whole else "partly",
        )

    def _read(self) -> Iterator[Outcome | NewsFile]:
        """Yield what comes of each file, and then the file."""
        for file in self._found:
            self.files += 1
            self._before_file = self._faults, self.articles, self._so_far()
            try:
                with open_file(file, self._limits) as opened:
                    self._open = opened
                    yield from self._read_stream(_Place.of(file), opened)
            except READ_ERRORS as error:
                self._report(_broken(file.path, error))
            finally:
                self._open = None
                self._before += file.size
            yield file

    def _read_stream(self, place: _Place, opened: OpenFile) -> Iterator[Outcome]:
        # peek() may give less than asked for; of a file's first read it never gives nothing.
        content = opened.stream
        head = content.peek(SAMPLE)[:SAMPLE]
        reader = reader_for(place.suffix, head)
        if not head.strip() and (reader is not None or place.path == STDIN):
            self._report(Problem(place.path, "empty file"))
        elif place.path != STDIN and (
            reader is None or (not place.suffix and not reader.certain(head))
        ):
            others = place.file.in_folder or place.depth > 0
            unknown = unknown_file(place.path, place.suffix, among_others=others)
            self._report(unknown)
            self._faults -= not unknown.kind  # there is nothing in it that could be read
        elif reader is None or (is_binary(head) and not reader.certain(head)):
            self._report(Problem(place.path, "binary data, not text"))
            self._faults -= 1
        else:
            packed, name = opened.packed, stem_of(place.member or place.path)
            stream = Stream(content, head, place.suffix, self._limits, opened.meter, packed, name)
            findings = LookingAhead(reader.read(stream))
            dates = DatesOfFile(self._dates, findings.ahead)
            names = NamesAskedFor(self._fields)
            here = replace(place, reader=reader.name, dates=dates, names=names)
            before = self._so_far()
            for record, found in enumerate(findings, 1):
                if isinstance(found, Member):
                    yield from self._read_member(place, found, opened)
                elif outcome := self._outcome(here, found, record):
                    self.articles += isinstance(outcome, Reading)
                    self._came += 1
                    yield Outcome(place.path, reader.name, outcome, found.line)
            for line in names.unmet():
                self._report(Problem(place.path, line, "check --map", skipped=False))
            self._pass_over_archive(place, before)

    def _read_member(self, place: _Place, member: Member, outer: OpenFile) -> Iterator[Outcome]:
        # A stranger chose the name: it may hold line breaks, and what a terminal would obey.
        name = "".join(char if char.isprintable() else "\ufffd" for char in member.name)
        path = f"{place.path}!{name}"
        if place.depth >= self._limits.depth:
            self._report(Problem(path, f"more than {self._limits.depth} containers deep"))
            return
        inner = replace(
            place,
            path=path,
            suffix=member.suffix,
            depth=place.depth + 1,
            known={**place.known, **member.known},
            member=f"{place.member}!{name}" if place.member else name,
        )
        try:
            content, packed = unpacked(member.content, outer.meter)
            opened = replace(outer, stream=content, packed=packed)
            yield from self._read_stream(inner, opened)
        except READ_ERRORS as error:
            self._report(_broken(path, error))

    def _outcome(
        self, place: _Place, found: Record | Item | Fault, record: int
    ) -> Reading | Withdrawal | None:
        if isinstance(found, Fault):
            self._report(Problem(place.path, found.reason, found.advice, found.line))
            return None
        origins = place.origins(found, record)
        try:
            if isinstance(found, Item):
                outcome = read_item(found, place.known, place.dates, origins=origins)
            else:
                fields = self._fields if found.named else {}
                if found.named and MARKER not in found.fields:
                    place.names.note(found.fields)
                outcome = read_record(found.fields, fields, place.dates, origins=origins)
        except RecordError as error:
            self._report(Problem(place.path, str(error), error.advice, found.line))
            return None
        if isinstance(outcome, Reading):
            for warning in outcome.warnings:
                self._report(Problem(place.path, warning, "kept", found.line, skipped=False))
        return outcome

    def _so_far(self) -> tuple[int, Counter[str]]:
        """Return how many outcomes and problems there were, and what was passed over."""
        return self._came + self.problems, self.passed_over.copy()

    def _only_passed_over(self, before: tuple[int, Counter[str]]) -> bool:
        """Tell whether since then something was passed over, and nothing else came."""
        came, passed_over = self._so_far()
        return came == before[0] and passed_over != before[1]

    def _pass_over_archive(self, place: _Place, before: tuple[int, Counter[str]]) -> None:
        """Count an archive as one thing, if nothing came of it but what was passed over."""
        if self._only_passed_over(before):
            self.passed_over = before[1].copy()
            self.passed_over[f"{kind_of(place.suffix)} without documents"] += 1

    def _not_listed(self, path: str, error: OSError) -> None:
        self._report(Problem(path, _reason(error), "check the path"))

    def _report(self, problem: Problem) -> None:
        if problem.kind:
            self.passed_over[problem.kind] += 1
        else:
            self.problems += 1
            self._faults += problem.skipped
        if self._on_problem:
            self._on_problem(problem)
        elif not problem.kind:
            raise UnreadableError(problem)


def read_articles(  # noqa: PLR0913 - one parameter for each option
    paths: Paths | Iterable[NewsFile],
    *,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    limits: Limits = LIMITS,
    dayfirst: bool | None = None,
    zone: str | None = None,
) -> ArticleReader:
    """Read the articles in files and folders, one at a time.

    Args:
        paths: a path or several: files (also packed as .gz, .bz2, .xz, .zst), folders (searched
            through, in sorted order), `-` for standard input.
        fields: field of an article to the record's own name for it, where that is unusual:
            `{"text": "story"}`; dotted for nested names.
        on_problem: called with each file or record that can't be read; reading goes on.
        limits: what a file from a stranger may cost.
        dayfirst: whether `03/04/2021` is of April; None leaves it to what each file proves, then
            to language and country.
        zone: of times that state none, and that nothing beside them states: a name of tzdata,
            `Europe/Berlin`, an offset, or an abbreviation; None takes UTC.

    Raises:
        UnreadableError: for the first problem, if `on_problem` is None.
        FieldMapError: `fields` names something that is not a field of an article.
        ArgumentError: something else is given than is asked for, or there is no such zone.
    """
    if on_problem is not None and not callable(on_problem):
        raise ArgumentError(f"on_problem: {shown(on_problem)} can't be called")
    if not isinstance(limits, Limits):
        raise ArgumentError(f"limits: {shown(limits)} is not Limits(...)")
    found_in, names = named_paths(paths), field_map({} if fields is None else fields)
    return ArticleReader(found_in, names, on_problem, limits, date_rules(dayfirst, zone))


def _item(outcome: Outcome) -> Article | Withdrawal:
    found = outcome.found
    return found if isinstance(found, Withdrawal) else found.article


def _broken(path: str, error: BaseException) -> Problem:
    return Problem(path, _reason(error), getattr(error, "advice", "check the file"))


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).lower() or "cut short"
