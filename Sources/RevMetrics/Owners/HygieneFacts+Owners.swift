import RevModel

extension HygieneFacts {
  var bits: [UInt8] { [] }
  var known: Int { 0 }
}
