// Tests of RevPresentation.
