// Tests of RevSample.
