import Glibc
import TermCells

/// Whether colours that mean opposite things can be told apart without red or green.
enum ColorBlindness {
  /// Roles that stand for opposite things beside each other.
  private static let pairs: [(String, Role, String, Role)] = [
    ("good", .good, "poor", .poor), ("good", .good, "watch", .watch),
    ("increase", .increase, "decrease", .decrease),
  ]
  /// The least distance in Oklab that still looks like two colours on a screen of text.
  private static let leastDistance = 0.1

  /// The pairs of a theme that are confused, in words; colours of the terminal's own are left out.
  static func confusions(in theme: Theme) -> [String] {
    var result: [String] = []
    for (oneName, one, otherName, other) in pairs {
      guard let first = ColorMap.rgb(of: theme.palette[one].foreground),
        let second = ColorMap.rgb(of: theme.palette[other].foreground)
      else { continue }
      if isRed(first) && isGreen(second) || isGreen(first) && isRed(second) {
        result.append("\(oneName) and \(otherName) are a pair of red and green")
        continue
      }
      for (name, matrix) in [("red", protan), ("green", deutan)]
      where distance(seen(first, matrix), seen(second, matrix)) < leastDistance {
        result.append("\(oneName) and \(otherName) look alike to who does not see \(name)")
      }
    }
    return result
  }

  /// How far two colours are apart for those who see them least apart, from 0 to about 1.
  static func distance(_ one: RGB, _ other: RGB) -> Double {
    min(
      distance(seen(one, protan), seen(other, protan)),
      distance(seen(one, deutan), seen(other, deutan)))
  }

  private static func isRed(_ color: RGB) -> Bool {
    Int(color.red) > Int(color.green) * 3 / 2 && Int(color.red) > Int(color.blue) * 3 / 2
  }

  private static func isGreen(_ color: RGB) -> Bool {
    Int(color.green) > Int(color.red) * 5 / 4 && Int(color.green) > Int(color.blue) * 5 / 4
  }

  // Viénot, Brettel and Mollon 1999, on linear RGB.
  private static let protan: [SIMD3<Double>] = [
    SIMD3(0.11238, 0.88762, 0), SIMD3(0.11238, 0.88762, 0), SIMD3(0.00401, -0.00401, 1),
  ]
  private static let deutan: [SIMD3<Double>] = [
    SIMD3(0.29275, 0.70725, 0), SIMD3(0.29275, 0.70725, 0), SIMD3(-0.02234, 0.02234, 1),
  ]

  /// The colour as it is seen, in linear RGB.
  private static func seen(_ color: RGB, _ matrix: [SIMD3<Double>]) -> SIMD3<Double> {
    let linear = SIMD3(linear(color.red), linear(color.green), linear(color.blue))
    return SIMD3(
      (matrix[0] * linear).sum(), (matrix[1] * linear).sum(), (matrix[2] * linear).sum()
    ).clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 1))
  }

  private static func linear(_ byte: UInt8) -> Double {
    let value = Double(byte) / 255
    return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func distance(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    let difference = oklab(one) - oklab(other)
    return (difference * difference).sum().squareRoot()
  }

  /// Ottosson's Oklab of a colour in linear RGB.
  private static func oklab(_ color: SIMD3<Double>) -> SIMD3<Double> {
    let long = cbrt((SIMD3(0.4122214708, 0.5363325363, 0.0514459929) * color).sum())
    let middle = cbrt((SIMD3(0.2119034982, 0.6806995451, 0.1073969566) * color).sum())
    let short = cbrt((SIMD3(0.0883024619, 0.2817188376, 0.6299787005) * color).sum())
    let cones = SIMD3(long, middle, short)
    return SIMD3(
      (SIMD3(0.2104542553, 0.7936177850, -0.0040720468) * cones).sum(),
      (SIMD3(1.9779984951, -2.4285922050, 0.4505937099) * cones).sum(),
      (SIMD3(0.0259040371, 0.7827717662, -0.8086757660) * cones).sum())
  }
}
