"""Training jobs with AWS's Nova recipes: they train the stand-in's model, with the recipe's hyperparameters."""
