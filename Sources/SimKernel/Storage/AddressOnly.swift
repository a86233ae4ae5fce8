/// Makes the structure that holds one be passed by address.
///
/// A borrowed value of a large noncopyable structure of plain fields is copied to the stack for
/// every call that reads it (measured: 256 to 500 bytes a call, half of a message's time). A field
/// whose layout the compiler treats as opaque keeps the whole structure in memory instead; it holds
/// nothing.
struct AddressOnly {
  private let nothing: (any Sendable)? = nil
}
