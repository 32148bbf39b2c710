"""Where and when, and how far the words tell."""

from enum import StrEnum


class PlaceRole(StrEnum):
    """What a place is to the asserted event."""

    AT = "at"
    FROM = "from"
    TO = "to"
    NEAR = "near"
    SOURCE_LOCATION = "source_location"
    OTHER = "other"


class PlaceKind(StrEnum):
    """What sort of place a gazetteer row is."""

    ADM0 = "ADM0"
    ADM1 = "ADM1"
    ADM2 = "ADM2"
    ADM3 = "ADM3"
    PPL = "PPL"
    POI = "POI"
    REGION = "REGION"
    NATURAL = "NATURAL"


class PlaceStatus(StrEnum):
    """How far a place mention was resolved."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"
    NOT_A_PLACE = "not_a_place"


class PlaceUse(StrEnum):
    """What a place name is used for."""

    LITERAL = "literal"
    METONYM = "metonym"
    DEMONYM = "demonym"
    IN_NAME = "in_name"


class NameKind(StrEnum):
    """What a proper name names."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    LOCATION = "LOCATION"
    MISC = "MISC"


class TimeKind(StrEnum):
    """TIMEX3 type of a time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What a time expression is counted from."""

    EXPLICIT = "explicit"
    DOCUMENT_DATE = "document_date"
    UTTERANCE = "utterance"
    NARRATIVE = "narrative"
    UNKNOWN = "unknown"


class DateOrigin(StrEnum):
    """Where a date of publication was found."""

    GIVEN = "given"
    URL = "url"
    META = "meta"
    JSONLD = "jsonld"
    BYLINE = "byline"
    HTTP = "http"
    HEADER = "header"
    UNKNOWN = "unknown"
