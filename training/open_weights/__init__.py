"""LoRA training of open-weight models on a text-to-SQL corpus, for `train.py`; needs nothing else of the repository."""
