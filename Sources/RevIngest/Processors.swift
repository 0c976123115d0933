import Glibc

/// How many processors there are for reading.
package enum Processors {
  /// Not more than eight: beyond, reading waits for the file.
  package static var usable: Int { min(8, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }
}
