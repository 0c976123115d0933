// RevRuntime: the loop, effects, configuration and replay files.
