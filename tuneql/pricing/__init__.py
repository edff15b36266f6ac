"""One dated price table, one estimator. The only place in tuneql where money is.

Money is US dollars in floats, rounded to a billionth of a dollar per item, so that estimates are plain JSON and their
sums print cleanly. Prices are list prices of us-east-1, before any free tier: an estimate errs upwards.
"""
