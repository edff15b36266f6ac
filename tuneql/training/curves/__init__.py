"""Loss curves: `curve` reads them, `trend` computes their numbers, and `reading` interprets these in words."""
