using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConfigRules.Model;

/// <summary>A set of addresses of one family: disjoint ranges in ascending order, so that parts of blocks can be told exactly.</summary>
public readonly struct AddressSet : IEquatable<AddressSet>
{
    private readonly ImmutableArray<(UInt128 First, UInt128 Last)> _ranges;

    private AddressSet(AddressFamily family, ImmutableArray<(UInt128 First, UInt128 Last)> ranges)
    {
        Family = family;
        _ranges = ranges;
    }

    public AddressFamily Family { get; }

    public bool IsEmpty => _ranges.IsDefaultOrEmpty;

    private ImmutableArray<(UInt128 First, UInt128 Last)> Ranges => _ranges.IsDefault ? [] : _ranges;

    public static AddressSet Empty(AddressFamily family) => new(family, []);

    public static AddressSet Of(IPNetwork block) => new(block.BaseAddress.AddressFamily, [Range(block)]);

    public static AddressSet Of(IPAddress address) => new(address.AddressFamily, [(Number(address), Number(address))]);

    /// <summary>The blocks of the family; others are left out.</summary>
    public static AddressSet Of(ImmutableArray<IPNetwork> blocks, AddressFamily family) => blocks switch
    {
        [var only] when only.BaseAddress.AddressFamily == family => Of(only),
        [] or [_] => Empty(family),
        _ => Of(blocks.AsEnumerable(), family),
    };

    /// <summary>The blocks of the family; others are left out.</summary>
    public static AddressSet Of(IEnumerable<IPNetwork> blocks, AddressFamily family)
    {
        var ranges = new List<(UInt128, UInt128)>();
        foreach (var block in blocks)
        {
            if (block.BaseAddress.AddressFamily == family)
                ranges.Add(Range(block));
        }
        return Joined(family, ranges);
    }

    public static AddressSet Of(IEnumerable<IPAddress> addresses, AddressFamily family) => Joined(
        family, [.. addresses.Where(address => address.AddressFamily == family).Select(address => (Number(address), Number(address)))]);

    public AddressSet Union(AddressSet other) =>
        IsEmpty ? other : other.IsEmpty || other.Family != Family ? this : Joined(Family, [.. Ranges, .. other.Ranges]);

    public AddressSet Intersect(AddressSet other)
    {
        if (IsEmpty || other.IsEmpty || Family != other.Family)
            return Empty(Family);
        var common = ImmutableArray.CreateBuilder<(UInt128, UInt128)>();
        for (int i = 0, j = 0; i < _ranges.Length && j < other._ranges.Length;)
        {
            var (first, last) = _ranges[i];
            var (otherFirst, otherLast) = other._ranges[j];
            if (first <= otherLast && otherFirst <= last)
                common.Add((UInt128.Max(first, otherFirst), UInt128.Min(last, otherLast)));
            if (last < otherLast)
                i++;
            else
                j++;
        }
        return new(Family, common.DrainToImmutable());
    }

    public AddressSet Except(AddressSet other)
    {
        if (IsEmpty || other.IsEmpty || Family != other.Family)
            return this;
        var rest = ImmutableArray.CreateBuilder<(UInt128, UInt128)>();
        foreach (var (first, last) in _ranges)
        {
            var next = first;
            var isUsedUp = false;
            foreach (var (otherFirst, otherLast) in other._ranges)
            {
                if (otherLast < next)
                    continue;
                if (otherFirst > last)
                    break;
                if (otherFirst > next)
                    rest.Add((next, otherFirst - 1));
                isUsedUp = otherLast >= last;
                if (isUsedUp)
                    break;
                next = otherLast + 1;
            }
            if (!isUsedUp)
                rest.Add((next, last));
        }
        return new(Family, rest.DrainToImmutable());
    }

    /// <summary>Whether every address of the other is in this one; of a set of another family only an empty one is.</summary>
    public bool Contains(AddressSet other)
    {
        if (other.IsEmpty)
            return true;
        if (Family != other.Family || IsEmpty)
            return false;
        foreach (var (first, last) in other._ranges)
        {
            // The last own range that does not begin behind it, the only one in which it can be.
            var (low, high) = (0, _ranges.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_ranges[middle].First <= first)
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low is 0 || _ranges[low - 1].Last < last)
                return false;
        }
        return true;
    }

    /// <summary>The only address in it; null where there is none, or more.</summary>
    public IPAddress? OnlyOne => Ranges is [var (first, last)] && first == last ? Address(first) : null;

    public bool Contains(IPAddress address) => Contains(Of(address));

    public bool Overlaps(AddressSet other) => !Intersect(other).IsEmpty;

    /// <summary>The addresses as blocks, the way people write them: "10.0.0.0/24", or "10.0.0.7" for a single one.</summary>
    public IEnumerable<string> Blocks()
    {
        var bits = Family is AddressFamily.InterNetwork ? 32 : 128;
        foreach (var (first, last) in Ranges)
        {
            for (var next = first; ;)
            {
                // The largest block that starts here and does not reach beyond the end.
                var free = next == UInt128.Zero ? bits : Math.Min(bits, (int)UInt128.TrailingZeroCount(next));
                while (free > 0 && (free is 128 ? UInt128.MaxValue : (UInt128.One << free) - 1) > last - next)
                    free--;
                yield return free is 0 ? Address(next).ToString() : string.Create(CultureInfo.InvariantCulture, $"{Address(next)}/{bits - free}");
                var end = next + (free is 128 ? UInt128.MaxValue : (UInt128.One << free) - 1);
                if (end >= last)
                    break;
                next = end + 1;
            }
        }
    }

    public bool Equals(AddressSet other) => Family == other.Family && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override bool Equals(object? obj) => obj is AddressSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Family, Ranges.Length, IsEmpty ? UInt128.Zero : Ranges[0].First);

    public static bool operator ==(AddressSet one, AddressSet other) => one.Equals(other);

    public static bool operator !=(AddressSet one, AddressSet other) => !one.Equals(other);

    public override string ToString() => string.Join(", ", Blocks());

    private static (UInt128 First, UInt128 Last) Range(IPNetwork block)
    {
        var first = Number(block.BaseAddress);
        var hostBits = (block.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 32 : 128) - block.PrefixLength;
        return (first, first + (hostBits is 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1));
    }

    private static AddressSet Joined(AddressFamily family, List<(UInt128 First, UInt128 Last)> ranges)
    {
        if (ranges.Count < 2)
            return new(family, [.. ranges]);
        ranges.Sort();
        var joined = ImmutableArray.CreateBuilder<(UInt128, UInt128)>(ranges.Count);
        var (first, last) = ranges[0];
        foreach (var (nextFirst, nextLast) in CollectionsMarshal.AsSpan(ranges)[1..])
        {
            if (nextFirst <= last || nextFirst == last + 1)
            {
                last = UInt128.Max(last, nextLast);
                continue;
            }
            joined.Add((first, last));
            (first, last) = (nextFirst, nextLast);
        }
        joined.Add((first, last));
        return new(family, joined.DrainToImmutable());
    }

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length is 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private IPAddress Address(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (Family is AddressFamily.InterNetwork)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
            return new(bytes[..4]);
        }
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new(bytes);
    }
}
