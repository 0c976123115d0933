// Tests of RevModel.
