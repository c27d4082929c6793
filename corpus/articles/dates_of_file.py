"""How the dates of one file are read: in which order, in which zone, and what was told of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from corpus.fields.countries import country_of
from corpus.fields.dates import Stated, WrittenIn, read_date
from corpus.fields.day_and_month import proven_order, usual_order
from corpus.fields.time_zones import fixed, zone_named
from corpus.fields.zone_elsewhere import zone_stated
from corpus.found.findings import Item, Record
from corpus.vocabulary.errors import ArgumentError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo


_LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class DateRules:
    """What a user says of dates that do not say it themselves."""

    dayfirst: bool | None = None
    """Whether `03/04/2021` is of April; None leaves it to the file."""
    zone: tzinfo | None = None
    """Of times without one."""


NO_RULES = DateRules()


def date_rules(dayfirst: bool | None, zone: str | None) -> DateRules:
    """Make rules of what a user gives.

    Raises:
        ArgumentError: it is something else, or there is no such zone.
    """
    if dayfirst is not None and not isinstance(dayfirst, bool):
        raise ArgumentError(f"dayfirst: {shown(dayfirst)} is not True, False or None")
    if zone is None:
        return DateRules(dayfirst)
    try:
        return DateRules(dayfirst, zone_named(zone))
    except (ValueError, AttributeError) as error:
        advice = "write it as Europe/Berlin, +01:00 or CET"
        raise ArgumentError(f"zone: no time zone {shown(zone)}; {advice}") from error


class DatesOfFile:
    """What one date of a file says of the others, and what was told of them."""

    def __init__(
        self, rules: DateRules = NO_RULES, ahead: Callable[[], Iterator[Any]] | None = None
    ) -> None:
        """Begin a file.

        Args:
            rules: what the user says.
            ahead: yields what comes next, findings or records, as far as that is to be had.
        """
        self.rules = rules
        self._ahead = ahead
        self._proven: dict[str, bool] = {}
        """Place in the file: whether days come first there."""
        self._taken: dict[str, bool] = {}
        """The same, as it was taken where nothing proved it."""
        self._told: set[str] = set()
        self._anywhere = WrittenIn(dayfirst=rules.dayfirst)

    def of(
        self, found: Mapping[str, Any] | Item, language: str, url: str, told: list[str]
    ) -> DatesOfArticle:
        """Return what reads the dates of a record or an item.

        Args:
            found: what a reader found.
            language: of the article, as BCP 47.
            url: its address.
            told: receives what the user should know, each only once for a file.
        """
        if not language and not url:
            return DatesOfArticle(self, found, self._anywhere, told)
        host = url[:_LONGEST_ADDRESS].partition("//")[2].partition("/")[0].partition(":")[0]
        written = WrittenIn(language, country_of(language, host), self.rules.dayfirst)
        return DatesOfArticle(self, found, written, told)

    def order_in(self, place: str, found: Mapping[str, Any] | Item) -> bool | None:
        """Return whether days come first, if a date in that place proves it, or any other.

        Args:
            place: field or element of the file; its dates are written alike.
            found: what is being read; what comes after it is looked at as well.
        """
        if place not in self._proven and place not in self._taken:
            self._look_ahead(place, found)
        if place in self._proven:
            return self._proven[place]
        orders = set(self._proven.values())
        return orders.pop() if len(orders) == 1 else None

    def take(self, place: str, *, dayfirst: bool) -> None:
        """Note in which order dates of a place are read, though nothing proves it."""
        self._taken.setdefault(place, dayfirst)

    def prove(self, place: str, *, dayfirst: bool) -> str:
        """Note a proof; return what to tell if dates before were read otherwise, or nothing."""
        self._proven.setdefault(place, dayfirst)
        if self._taken.pop(place, dayfirst) == dayfirst:
            return ""
        order = "day first" if dayfirst else "month first"
        return (
            f"dates in {place!r} turn out to be {order}, those before were read otherwise "
            f"(read the file again with --{order.replace(' ', '')})"
        )

    def tell(self, line: str, key: str, told: list[str]) -> None:
        """Tell what was not told of this file yet, by a key that names it."""
        if key not in self._told:
            self._told.add(key)
            told.append(line)

    def _look_ahead(self, place: str, found: Mapping[str, Any] | Item) -> None:
        self._note_proofs(found)
        for coming in self._ahead() if self._ahead else ():
            if place in self._proven:
                return
            if isinstance(coming, Record):
                self._note_proofs(coming.fields)
            elif isinstance(coming, Item | Mapping):
                self._note_proofs(coming)

    def _note_proofs(self, found: Mapping[str, Any] | Item) -> None:
        for place, value in _dates_in(found):
            if (dayfirst := proven_order(value)) is not None:
                self._proven.setdefault(place, dayfirst)


class DatesOfArticle:
    """Reads the dates of one article of a file.

    Attributes:
        told: what the user should know of them.
    """

    def __init__(
        self,
        file: DatesOfFile,
        found: Mapping[str, Any] | Item,
        written: WrittenIn,
        told: list[str],
    ) -> None:
        self._file = file
        self._found = found
        self._written = written
        self.told = told

    def read(self, value: Any, place: str) -> tuple[datetime, bool]:
        """Return the moment that a date stands for, and whether its zone is only assumed.

        Args:
            value: as it is written.
            place: field or element that it stands in.

        Raises:
            ValueError: nothing that names a day.
        """
        try:
            return self._in_zone(self._stated(value, place), value, place)
        except ArithmeticError as error:  # at the ends of the calendar
            raise ValueError("number out of range") from error

    def _stated(self, value: Any, place: str) -> Stated:
        stated = read_date(value, self._written)
        if stated.uncertain:
            stated = self._ordered(value, place)
        elif stated.proves is not None and (
            line := self._file.prove(place, dayfirst=stated.proves)
        ):
            self._file.tell(line, f"order in {place}, after all", self.told)
        if stated.remark:
            self._file.tell(f"{stated.remark} in {place!r}", stated.remark, self.told)
        return stated

    def _in_zone(self, stated: Stated, value: Any, place: str) -> tuple[datetime, bool]:
        moment, rules = stated.moment, self._file.rules
        if moment.tzinfo:
            return moment, False
        if stated.has_time and (zone := self._zone_elsewhere(moment, value, place)):
            return moment.replace(tzinfo=zone), False
        if rules.zone:
            return fixed(moment.replace(tzinfo=rules.zone)), False
        return moment.replace(tzinfo=UTC), stated.has_time

    def _ordered(self, value: Any, place: str) -> Stated:
        """Read a date of two possible orders in the one that is likeliest."""
        dayfirst = self._file.order_in(place, self._found)
        if dayfirst is not None:
            return read_date(value, replace(self._written, dayfirst=dayfirst))
        usual = usual_order(self._written.language, self._written.country)
        dayfirst, locale = usual or (False, "")
        self._file.take(place, dayfirst=dayfirst)
        stated = read_date(value, replace(self._written, dayfirst=dayfirst))
        day = stated.moment
        why = f"as in {locale}" if locale else "as American programs write"
        self._file.tell(
            f"day and month of {str(value)[:80]!r} in {place!r} may be either, read as "
            f"{day.day} {day:%B %Y} {why} (--dayfirst or --monthfirst says it)",
            "order",
            self.told,
        )
        return stated

    def _zone_elsewhere(self, moment: datetime, value: Any, place: str) -> tzinfo | None:
        found = self._found
        others = _dates_in(found) if isinstance(found, Item) else found.items()
        return zone_stated(moment, value, place, others)


def _dates_in(found: Mapping[str, Any] | Item) -> Iterator[tuple[str, Any]]:
    """Yield what may be a date in a record or an item, each with its place."""
    if isinstance(found, Item):
        stated = (*found.published, *found.updated, *found.moments)
        yield from ((value.place, value.value) for value in stated)
        return
    for name, value in found.items():
        yield str(name), value
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
