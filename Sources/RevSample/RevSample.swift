// RevSample: the generator of invented companies.
