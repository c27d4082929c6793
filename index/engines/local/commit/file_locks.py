"""Locks of the operating system on open files; they die with their process.

POSIX has them in Python's own library. Windows' can be shared only through the Win32 API, which
portalocker asks; it takes 0.1 s to import, so that it is left alone where it is not needed.
"""

from __future__ import annotations

import sys


def lock_by_library(descriptor: int, *, shared: bool) -> bool:
    """Lock as `lock_shared` and `lock_alone` do, by portalocker.

    Raises:
        OSError: the file system has no locks, or refuses otherwise.
    """
    from portalocker import AlreadyLocked, LockException, LockFlags, lock

    try:
        lock(
            descriptor, LockFlags.SHARED if shared else LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING
        )
    except AlreadyLocked:
        return False
    except LockException as error:
        cause = error.__cause__ or error.__context__
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
    return True


if sys.platform == "win32":
    _lock = lock_by_library
else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_shared(descriptor: int) -> None:
    """Take a lock that others may share; wait for whoever holds the file alone.

    Raises:
        OSError: the file system has no locks, or refuses otherwise.
    """
    _lock(descriptor, shared=True)


def lock_alone(descriptor: int) -> bool:
    """Take a lock that no one shares, if no one holds the file; tell whether it was had.

    Raises:
        OSError: the file system has no locks, or refuses otherwise.
    """
    return _lock(descriptor, shared=False)
