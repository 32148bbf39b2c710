"""Every error that Reportedly raises on purpose.

    ReportedlyError
    ├── UsageError             the call or an option is wrong
    │   └── StaleError         somebody decided about it since the reviewer looked
    ├── SourceError            a source cannot be read; carries an issue code
    │   └── FetchError         an address was refused or did not answer
    ├── RecordError            a record breaks its own rule
    ├── LexiconError           a lexicon file is broken
    ├── ModelError             the language model is missing or damaged
    ├── GazetteerError         the gazetteer index is missing, stale or damaged
    │   └── GazetteerFileError a file that should add places is broken
    └── LedgerError            the ledger cannot do what was asked
        ├── LedgerVersionError made by a newer or unknown version
        ├── LedgerBusyError    another process holds it
        ├── LedgerDamagedError the file is no ledger or its bytes are broken
        ├── LedgerLockedError  it is encrypted, and the passphrase is missing or wrong
        ├── LedgerFullError    the disk is full or the file may not grow
        └── NotInLedgerError   no such document, claim or judgement

A message names the file, the place in it, the offending value and the remedy. It never holds words of a source.
"""


class ReportedlyError(Exception):
    """Something that Reportedly noticed and can explain to the person who ran it."""


class UsageError(ReportedlyError):
    """The call or an option is wrong."""


class StaleError(UsageError):
    """Somebody decided about it since the reviewer looked; the edit was not kept."""


class SourceError(ReportedlyError):
    """A source cannot be read.

    Attributes:
        code: The issue code, as documented in the reference of issue codes.
        remedy: What the user can do about it.
    """

    def __init__(self, message: str, *, code: str, remedy: str = "") -> None:
        """Keep the message with its issue code and remedy."""
        super().__init__(message)
        self.code = code
        self.remedy = remedy


class FetchError(SourceError):
    """An address was refused or did not answer."""


class RecordError(ReportedlyError):
    """A record breaks its own rule."""


class LexiconError(ReportedlyError):
    """A lexicon file is broken."""


class ModelError(ReportedlyError):
    """The language model is missing or damaged."""


class GazetteerError(ReportedlyError):
    """The gazetteer index is missing, stale or damaged."""


class GazetteerFileError(GazetteerError):
    """A file that should add places is broken."""


class LedgerError(ReportedlyError):
    """The ledger cannot do what was asked."""


class LedgerVersionError(LedgerError):
    """The ledger was made by a newer or unknown version."""


class LedgerBusyError(LedgerError):
    """Another process holds the ledger."""


class LedgerDamagedError(LedgerError):
    """The file is no ledger, or its bytes are broken."""


class LedgerLockedError(LedgerError):
    """The ledger is encrypted, and the passphrase is missing or wrong."""


class LedgerFullError(LedgerError):
    """The disk is full, or the file may not grow."""


class NotInLedgerError(LedgerError):
    """The ledger holds no such document, claim or judgement."""
