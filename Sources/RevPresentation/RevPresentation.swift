// RevPresentation: state, actions, reducer and view models. It knows no terminal.
