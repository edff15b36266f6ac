"""One dated table of prices, and the estimates made with it; no other package computes costs.

Amounts are US dollars in floats, rounded to a billionth of a dollar per item, so that estimates are plain JSON and
their sums print cleanly. Prices are list prices of us-east-1, without any free tier, so estimates are rather too high.
"""
