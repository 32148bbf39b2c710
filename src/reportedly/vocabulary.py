"""The enumerations of `reportedly.report/1`: one list for records, gold and scorers.

Meanings: `docs/reference/vocabulary.md`, generated from this module. A value is the word in the JSON.
"""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What sort of proposition a claim is."""

    EVENT = "event"
    PROCESS = "process"
    STATE = "state"
    STATE_CHANGE = "state_change"
    CAUSAL = "causal"
    PURPOSE = "purpose"
    ATTITUDE = "attitude"
    ASSESSMENT = "assessment"
    GENERALISATION = "generalisation"
    META = "meta"
    DEFINITION = "definition"
    DENIAL = "denial"


class WorldType(StrEnum):
    """What a claim about the world asserts; users may define more."""

    CLASH = "CLASH"
    ATTACK_CIV = "ATTACK_CIV"
    STRIKE = "STRIKE"
    KILL = "KILL"
    ABDUCT_CAPTURE = "ABDUCT_CAPTURE"
    ARREST = "ARREST"
    EXPLOSION = "EXPLOSION"
    MOVEMENT = "MOVEMENT"
    BORDER_CROSSING = "BORDER_CROSSING"
    PRESENCE_BASE = "PRESENCE_BASE"
    CONTROL = "CONTROL"
    INFLUENCE = "INFLUENCE"
    EXPAND = "EXPAND"
    RECRUIT = "RECRUIT"
    COMPOSITION = "COMPOSITION"
    ARMS_SUPPLY = "ARMS_SUPPLY"
    FINANCE_EXTORTION = "FINANCE_EXTORTION"
    COLLUSION_TOLERANCE = "COLLUSION_TOLERANCE"
    MEETING_NEGOTIATION = "MEETING_NEGOTIATION"
    ID_DOCUMENTS = "ID_DOCUMENTS"
    STATE_ACTION_INACTION = "STATE_ACTION_INACTION"
    DISPLACEMENT_ACCESS = "DISPLACEMENT_ACCESS"
    AID = "AID"


class MetaType(StrEnum):
    """What a claim about claims, minds or background asserts."""

    INFORM = "INFORM"
    CONFIRM = "CONFIRM"
    DENY = "DENY"
    EXPLAIN = "EXPLAIN"
    ATTITUDE = "ATTITUDE"
    ASSESSMENT = "ASSESSMENT"
    BACKGROUND = "BACKGROUND"
    OTHER = "OTHER"


class SourceKind(StrEnum):
    """What sort of holder a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    COLLECTIVE = "collective"
    UNKNOWN = "unknown"


class Anonymity(StrEnum):
    """How far the text identifies a holder."""

    NAMED = "named"
    ROLE_ONLY = "role_only"
    UNNAMED_ON_REQUEST = "unnamed_on_request"
    UNNAMED_UNEXPLAINED = "unnamed_unexplained"
    COLLECTIVE = "collective"
    UNSIGNED_NARRATOR = "unsigned_narrator"
    NONE_STATED = "none_stated"


class Basis(StrEnum):
    """How the holder claims to know; never raised by rank or nearness."""

    FIRSTHAND_PARTICIPANT = "firsthand_participant"
    FIRSTHAND_WITNESS = "firsthand_witness"
    SECONDHAND = "secondhand"
    THIRDHAND_PLUS = "thirdhand_plus"
    INSTITUTIONAL = "institutional"
    INFERENCE = "inference"
    OPINION = "opinion"
    ATTITUDE = "attitude"
    RUMOUR = "rumour"
    UNSTATED = "unstated"


class Mode(StrEnum):
    """How the words of the claim are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NESTED_DIRECT = "nested_direct"
    NARRATOR = "narrator"
    PRESUPPOSED = "presupposed"
    AMBIGUOUS = "ambiguous"


class Polarity(StrEnum):
    """Whether the proposition is asserted or grammatically negated."""

    ASSERTED = "+"
    NEGATED = "-"


class Certainty(StrEnum):
    """How sure the nearest holder presents it (FactBank: certain, probable, possible, unknown)."""

    CT = "CT"
    PR = "PR"
    PS = "PS"
    U = "U"


class Realis(StrEnum):
    """Whether the proposition is presented as having come about."""

    ACTUAL = "actual"
    ONGOING_ATTEMPT = "ongoing_attempt"
    INTENDED = "intended"
    FEARED = "feared"
    PREDICTED = "predicted"
    HYPOTHETICAL = "hypothetical"
    COMMANDED = "commanded"


class Genericity(StrEnum):
    """Whether one occurrence can be identified."""

    SPECIFIC = "specific"
    ITERATIVE = "iterative"
    HABITUAL = "habitual"
    GENERIC = "generic"


class ActorRole(StrEnum):
    """What an actor does in the asserted event."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    THEME = "theme"
    INSTRUMENT = "instrument"
    OTHER = "other"


class Quantifier(StrEnum):
    """How much of a class is meant."""

    ALL = "all"
    ALMOST_ALL = "almost_all"
    MAJORITY = "majority"
    MANY = "many"
    SOME = "some"
    FEW = "few"
    ONE = "one"
    NONE = "none"
    UNSPECIFIED = "unspecified"


class QuantityOf(StrEnum):
    """What is counted."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    FIGHTERS = "fighters"
    WEAPONS = "weapons"
    MONEY = "money"
    OTHER = "other"


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


class ControlLevel(IntEnum):
    """How far an actor is reported to control a place.

    0 none; 1 clandestine or transit; 2 active: attacks, recruits, moves openly; 3 influence: taxes, rules partly
    obeyed, officials accommodate; 4 dominant except at stated places or times; 5 exclusive.
    """

    NONE = 0
    CLANDESTINE = 1
    ACTIVE = 2
    INFLUENCE = 3
    DOMINANT = 4
    EXCLUSIVE = 5


class ControlSide(StrEnum):
    """For whom an actor is said to hold a place: the state, a group against it, or neither."""

    GOVERNMENT = "government"
    GROUP = "group"
    OTHER = "other"


class ControlTrend(StrEnum):
    """Whether reported control grows or shrinks."""

    RISING = "rising"
    STABLE = "stable"
    FALLING = "falling"


class ControlDiurnal(StrEnum):
    """The part of the day that reported control holds."""

    DAY = "day"
    NIGHT = "night"
    ALL = "all"
    UNSTATED = "unstated"


class ControlUnit(StrEnum):
    """What a statement of control speaks of."""

    DISTRICT = "district"
    VILLAGES = "villages"
    DISTRICT_CENTRE = "district_centre"
    ROADS = "roads"
    WHOLE = "whole"


class ControlFunction(StrEnum):
    """What the reported control consists of."""

    MILITARY_PRESENCE = "military_presence"
    ADMINISTRATION = "administration"
    AUTHORITY = "authority"
    TAXATION = "taxation"
    JUSTICE = "justice"
    RECRUITMENT = "recruitment"
    MOVEMENT = "movement"
    BASE = "base"


class Flag(StrEnum):
    """What a reader should be wary of."""

    SENSATIONAL = "sensational"
    VAGUE = "vague"
    LOADED_TERM = "loaded_term"
    TRANSLATION_ARTIFACT = "translation_artifact"
    ETHNIC_GENERALISATION = "ethnic_generalisation"
    ACCUSATION_SMALL_CLASS = "accusation_small_class"
    NARRATOR_ENDORSED = "narrator_endorsed"
    SCARE_QUOTES = "scare_quotes"


class Relation(StrEnum):
    """How two claims relate."""

    SAME_STATEMENT = "same_statement"
    SAME_EVENT = "same_event"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REFINES = "refines"
    DENIES = "denies"
    RETRACTS = "retracts"
    EXPLAINS = "explains"


class Dimension(StrEnum):
    """In what two claims agree, differ, or one is more exact."""

    ACTOR = "actor"
    ACTION = "action"
    PLACE = "place"
    TIME = "time"
    QUANTITY = "quantity"
    DEGREE = "degree"
    POLARITY = "polarity"


class Independence(StrEnum):
    """Whether two attributions rest on different roots."""

    INDEPENDENT = "independent"
    SAME_ROOT = "same_root"
    SAME_OUTLET = "same_outlet"
    SAME_INSTITUTION = "same_institution"
    INTERMEDIARY_SHARED = "intermediary_shared"
    UNKNOWN = "unknown"


class ReprintKind(StrEnum):
    """How one report derives from another."""

    IDENTICAL = "identical"
    REPRINT_WHOLE = "reprint_whole"
    REPRINT_PARTIAL = "reprint_partial"
    TRANSLATION = "translation"
    REWRITE = "rewrite"
    QUOTES = "quotes"
    FOLLOW_UP = "follow_up"
    CORRECTION = "correction"
    RETRACTION = "retraction"


class Reliability(StrEnum):
    """Admiralty reliability of a source (STANAG 2511)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Admiralty credibility of a claim (STANAG 2511)."""

    INDEPENDENTLY_REPORTED = 1
    PROBABLY = 2
    POSSIBLY = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class PlainLabel(StrEnum):
    """What casualty recorders say of the sources of one incident, in plain words; derived, never stored."""

    SINGLE_SOURCE = "single_source"
    SEVERAL_SOURCES = "several_sources"
    CONTESTED = "contested"
    DENIED = "denied"


class RegisterKind(StrEnum):
    """What sort of source the register of sources lists; never a private person."""

    OUTLET = "outlet"
    INSTITUTION = "institution"
    OFFICE = "office"


class Sensitivity(StrEnum):
    """How much harm a leak could do."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"


class Handling(StrEnum):
    """How far something may be passed on (Traffic Light Protocol 2.0)."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"


class Audience(StrEnum):
    """Who a release is for."""

    INTERNAL = "internal"
    PARTNER = "partner"
    PUBLIC = "public"


class NameKind(StrEnum):
    """What a proper name names."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    LOCATION = "LOCATION"
    MISC = "MISC"


class AboutHow(StrEnum):
    """What a claim does to an earlier one that it speaks of."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    EXPLAINS = "explains"
    REPEATS = "repeats"


class Operator(StrEnum):
    """How the members of an actor group are joined."""

    AND = "AND"
    OR = "OR"


class ActorKind(StrEnum):
    """What sort of actor an entry of the actor table is."""

    ARMED_GROUP = "armed_group"
    STATE_FORCE = "state_force"
    GOVERNMENT_BODY = "government_body"
    INTERNATIONAL_FORCE = "international_force"
    ETHNIC_OR_SOCIAL_GROUP = "ethnic_or_social_group"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """The stage at which an issue arose."""

    FETCH = "fetch"
    READ = "read"
    ANNOTATE = "annotate"
    EXTRACT = "extract"
    RESOLVE = "resolve"
    LEDGER = "ledger"
    LINK = "link"
    ASSESS = "assess"
    EXPORT = "export"
    JUDGE = "judge"
    PROTECT = "protect"


class Decision(StrEnum):
    """What a reviewer decides; each is an appended row, and `undo` takes one back."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    COMMENT = "comment"
    NOTE = "note"
    GRADE = "grade"
    REDACT = "redact"
    UNDO = "undo"


class JointDecision(StrEnum):
    """What a reviewer decides across documents; each is an appended row, and `undo` takes one back."""

    SAME_INCIDENT = "same_incident"
    OTHER_INCIDENT = "other_incident"
    INDEPENDENCE = "independence"
    RELIABILITY = "reliability"
    UNDO = "undo"


class Direction(StrEnum):
    """Which of two reports that share text derives from the other."""

    SECOND_FROM_FIRST = "second_from_first"
    FIRST_FROM_SECOND = "first_from_second"
    UNKNOWN = "unknown"


class Difference(StrEnum):
    """How a claim stands in two reports that are laid side by side."""

    SAME = "same"
    CHANGED = "changed"
    CONTRADICTED = "contradicted"
    DROPPED = "dropped"
    ADDED = "added"


class ClaimStatus(StrEnum):
    """How a claim came to stand: as the machine read it, or by a reviewer's decision."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"
