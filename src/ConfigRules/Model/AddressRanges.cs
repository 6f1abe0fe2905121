using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

/// <summary>Questions about blocks of addresses, IPv4 and IPv6, that a single block cannot answer.</summary>
public static class AddressRanges
{
    /// <summary>Whether every address of the block lies in at least one of the others, which may cover it piece by piece.</summary>
    public static bool Covers(IEnumerable<IPNetwork> blocks, IPNetwork block) =>
        AddressSet.Of(blocks, block.BaseAddress.AddressFamily).Contains(AddressSet.Of(block));

    /// <summary>Reads a block, or a single address; bits beyond the prefix do not count, as AWS does not mind them.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPNetwork block)
    {
        block = default;
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
            return false;
        var bits = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        // Short for 10.0.0.1, "10.1" is an address too, but in no answer of AWS's.
        if (bits is 32 && text.Count('.') is not 3)
            return false;
        var length = bits;
        if (slash >= 0
            && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var size);
        for (var bit = length; bit < bits; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        block = new(new IPAddress(bytes[..size]), length);
        return true;
    }

    public static bool Overlaps(IPNetwork one, IPNetwork other) =>
        SameFamily(one, other) && (one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress));

    /// <summary>Whether every address of the inner block lies in the outer one; a block contains itself.</summary>
    public static bool Contains(IPNetwork outer, IPNetwork inner) =>
        SameFamily(outer, inner) && outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    private static bool SameFamily(IPNetwork one, IPNetwork other) =>
        one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily;
}
