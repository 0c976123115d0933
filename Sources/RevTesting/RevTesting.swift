// RevTesting: fixtures and the golden helper.
