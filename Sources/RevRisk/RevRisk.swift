// RevRisk: the outcome model, its reasons and the next-best actions.
