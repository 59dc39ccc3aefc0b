"""Where a sign-in may lead back to: a page of this very association, nowhere else."""

import re

PLAIN = re.compile(r"/[A-Za-z0-9/_.~!$'()*,=:@%?&+-]*")
LONGEST = 500


def local_path(back: str | None, slug: str) -> str | None:
    r"""Give `back` when it is a path inside `/<slug>/`; None for anything else.

    Refused: other hosts (`//x`, `https:…`, `/\x`), control signs, `..`, encoded slashes, dots and
    backslashes, other associations (CWE-601).
    """
    if not back or len(back) > LONGEST or not PLAIN.fullmatch(back):
        return None
    path = back.partition("?")[0]
    if not (path == f"/{slug}" or path.startswith(f"/{slug}/")):
        return None
    if "//" in path or "%" in path or ".." in path or "@" in path or ":" in path:
        return None
    return back
