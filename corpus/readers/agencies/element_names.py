"""What elements and attributes of a story are called, by agencies and publishing systems."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = {
    "title": "headline hedline mainheadline storyheadline newsheadline articletitle newstitle "
    "storytitle title heading head titel schlagzeile überschrift ueberschrift hauptzeile titre "
    "titulo título titular titolo overskrift rubrik rubrikk tittel otsikko tytul tytuł kop naslov "
    "заголовок",
    "text": "body bodytext bodycontent bodyhtml fulltext maintext storytext newstext articletext "
    "articlebody newsbody newscontent text content contents contenthtml story html inhalt "
    "haupttext fliesstext artikeltext brødtekst brodtekst brødtext brodtext tekst contenu texte "
    "corps cuerpo texto testo corpo conteudo conteúdo teksti leipäteksti leipateksti tresc treść "
    "текст",
    "lead": "lead leadtext ingress standfirst preamble vorspann manchet chapeau ingres entradilla "
    "intro",
    "published": "published publishdate publisheddate publishedat publicationdate pubdate "
    "datepublished firstpublished firstcreated releasedate issuedate dateissued issued datetime "
    "date newsdate storydate articledate sent senttime sentdate transmissiondate timestamp created "
    "creationdate createdate datecreated createdat datum erscheinungsdatum dato publiceringsdatum "
    "publiseringsdato fecha fechapublicacion datapubblicazione datepublication дата",
    "updated": "updated updatedate updatedat lastupdated lastupdate modified modifieddate "
    "datemodified lastmodified versioncreated changed",
    "authors": "byline author authors authorname writer writers journalist reporter creator by "
    "autor autoren autore autori auteur auteurs verfasser forfatter författare skribent signatur "
    "kirjoittaja автор",
    "id": "newsid articleid storyid itemid newsitemid documentid docid guid uuid uid id identifier "
    "uniqueid messageid",
    "source": "source sourcename origin provider agency publisher newspaper publication quelle "
    "kilde källa kalla fuente fonte bron agentur nyhetsbyrå nyhedsbureau",
    "section": "section category desk department channel ressort rubrique sezione seccion sección "
    "seksjon sektion osasto",
    "language": "language lang sprache språk sprog langue idioma lingua",
    "url": "url link permalink weburl articleurl",
    "dateline": "dateline town city place location ort sted",
    "subtitle": "subtitle subheadline subheading subhead untertitel deck undertitel underrubrik "
    "soustitre subtitulo sottotitolo",
    "summary": "abstract summary teaser description sommario",
    "version": "version versionnumber revision",
    "urgency": "urgency priority prioritet prio",
    "slugline": "slugline slug strapline catchline",
    "keywords": "keywords keyword tags tag",
    "editors_note": "editorsnote ednote noteto editornote tilredaktionen",
    "copyright": "copyright rights",
    "withdrawn": "annuleret annullert canceled cancelled withdrawn killed deleted",
}
"""What is told: the names that it goes by, the surest first."""

_MEANINGS = {name: what for what, names in _NAMES.items() for name in names.split()}
_RANKS = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_LONGEST = 60


def meaning_of(name: str) -> str:
    """Return what an element or attribute of this name tells; empty for all others."""
    return _MEANINGS.get(_key(name), "") if len(name) <= _LONGEST else ""


def rank_of(name: str) -> int:
    """Return how sure a name is among those that mean the same, 0 the surest."""
    return _RANKS.get(_key(name), 0) if len(name) <= _LONGEST else 0


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
