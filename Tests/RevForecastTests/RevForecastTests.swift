// Tests of RevForecast.
