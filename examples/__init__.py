"""What is bundled to try things on."""

import tuneql  # noqa: F401 -- it decides on the build of sqlglot before that is imported
