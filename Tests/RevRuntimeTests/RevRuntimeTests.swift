// Tests of RevRuntime.
