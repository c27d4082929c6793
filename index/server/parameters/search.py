"""All that a search takes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from index.server.parameters.conditions import QuestionParameters
from index.server.parameters.files import check_fields, name_of_model
from index.server.parameters.given import CommaSeparated, Zone  # noqa: TC001 - pydantic reads it
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from index.server.settings import Settings


class SearchParameters(QuestionParameters):
    """All that a search takes."""

    limit: int = Field(
        10, ge=1, description="Most hits, passages of articles; see `offset`.", examples=[20]
    )
    offset: int = Field(
        0, ge=0, le=2**31, description="Leave out the first so many.", examples=[20]
    )
    sort: Literal["relevance", "newest", "oldest"] = Field(
        "relevance",
        description="The best first, or all that matches by date.",
        examples=["newest"],
    )
    group: Literal["story"] | None = Field(
        None, description="Show a running story by its best article.", examples=["story"]
    )
    per_article: int | None = Field(
        None,
        ge=0,
        le=2**31,
        description="Most passages of one article; 0 for any; 2 unless said, with `group` 1.",
        examples=[1],
    )
    recent: float | None = Field(
        None,
        gt=0,
        allow_inf_nan=False,
        description="Prefer new articles: after so many days newness counts half.",
        examples=[30],
    )
    explain: bool = Field(
        default=False, description="Also tell how scores came about.", examples=[True]
    )
    rerank: str | None = Field(
        None,
        description="Order the first 50 anew by a CrossEncoder that the server was given.",
        examples=["ms-marco-MiniLM-L6-v2"],
    )
    facets: CommaSeparated = Field(
        [],
        description="Also count all that matches by these fields, as `source,month`.",
        examples=[["source,month"]],
    )
    everything: bool = Field(
        default=False,
        alias="all",
        description="All that matches, however much it is; with `csv` and `jsonl`.",
        examples=[True],
    )
    fields: CommaSeparated = Field(
        [], description="Only these names of each hit.", examples=[["id,title,url"]]
    )
    meta: bool = Field(
        default=False,
        description="With `jsonl`: begin with a line of what is said of all hits.",
        examples=[True],
    )
    zone: Zone = None
    format: Literal["json", "jsonl", "csv", "md", "html", "bibtex", "ris", "trec"] = Field(
        "json", description="How hits come.", examples=["csv"]
    )

    def check(self, settings: Settings) -> None:
        """Refuse what a server does not let strangers ask for.

        Raises:
            ProblemError: as for any question, or a page is too long, a reranker is none of its.
        """
        super().check(settings)
        check_fields(self.facets, settings)
        if self.limit > settings.most:
            raise _refused(
                f"limit: a page has {settings.most} hits at most; offset asks for the next, "
                "and all=true with format=csv or jsonl for everything",
                on_page=f"A page shows {settings.most} articles at most",
            )
        names = {_known_as(each, settings): each for each in settings.rerankers}
        if self.rerank and self.rerank not in names:
            there = f"there are: {', '.join(names)}" if names else "this server was given none"
            raise _refused(f"rerank: no {self.rerank!r}; {there}")
        self._reranker = names.get(self.rerank) if self.rerank else None
        if self.everything and self.format not in {"csv", "jsonl"}:
            raise _refused("all goes with format=csv or jsonl")
        if self.everything and "limit" in self.model_fields_set:
            raise _refused("all and limit: say one of them")
        if self.fields and self.format not in {"csv", "json", "jsonl"}:
            raise _refused("fields goes with format=csv, json or jsonl")
        if self.meta and self.format != "jsonl":
            raise _refused("meta goes with format=jsonl")

    _reranker: str | None = None

    def options(self) -> dict[str, Any]:
        """Return what `NewsIndex.search` takes beside conditions, `limit` and `offset`."""
        return {
            "sort": self.sort,
            "group": self.group,
            "per_article": self.per_article,
            "recent": self.recent,
            "explain": self.explain,
            "rerank": self._reranker,
            "facets": self.facets or None,
        }


def _known_as(reranker: str, settings: Settings) -> str:
    return reranker if settings.show_paths else name_of_model(reranker)


def _refused(line: str, *, on_page: str = "") -> ProblemError:
    return ProblemError(HTTPStatus.BAD_REQUEST, line, on_page=on_page)
