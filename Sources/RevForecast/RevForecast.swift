// RevForecast: the landing distribution, its audit and its confidence.
