import SimKernel
import Testing

struct SHA256Tests {
  /// FIPS 180-4 examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `the digest equals the published one`(text: String, expected: String) {
    var hash = SHA256State()
    hash.update(text)
    #expect(hash.digest.description == expected)
  }

  @Test func `a copy continues on its own`() {
    var original = SHA256State()
    original.update("ab")
    var copy = original
    copy.update("c")
    var direct = SHA256State()
    direct.update("abc")
    #expect(copy.digest == direct.digest)
    #expect(original.digest != copy.digest)
  }

  @Test func `reading the digest does not end the computation`() {
    var hash = SHA256State()
    hash.update("ab")
    _ = hash.digest
    hash.update("c")
    var direct = SHA256State()
    direct.update("abc")
    #expect(hash.digest == direct.digest)
  }

  @Test func `an integer is appended with its least significant byte first`() {
    var integer = SHA256State()
    integer.update(0x0102_0304_0506_0708)
    var bytes = SHA256State()
    let expected: [UInt8] = [8, 7, 6, 5, 4, 3, 2, 1]
    expected.withUnsafeBytes { bytes.update($0) }
    #expect(integer.digest == bytes.digest)
  }

  @Test func `the bytes of a digest are the printed ones`() {
    let digest = SHA256State().digest
    #expect(digest.bytes.count == 32)
    #expect(digest.bytes[0] == 0xe3)
    #expect(digest.bytes[31] == 0x55)
  }
}
