/// What the cursor can stand on in the views 5 to 9.
package enum LineItems {
  package static func items(of view: ViewKind, _ answers: Answers?) -> [Item] {
    []
  }
}
