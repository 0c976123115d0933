/// e to the power `x`, from additions and multiplications alone.
///
/// The libraries of two platforms may differ in the last bit of `exp`, and one bit is enough to
/// send an invented company another way. Right to 1e-10; arguments are held within -60...60.
func exponential(_ x: Double) -> Double {
  let held = min(max(x, -60), 60)
  let power = (held * 1.442_695_040_888_963_4).rounded()
  let rest = held - power * 0.693_147_180_559_945_3
  var sum = 1.0
  for divisor in stride(from: 10.0, to: 0.0, by: -1.0) {
    sum = 1 + sum * rest / divisor
  }
  return sum * Double(bitPattern: UInt64(1023 + Int(power)) << 52)
}
