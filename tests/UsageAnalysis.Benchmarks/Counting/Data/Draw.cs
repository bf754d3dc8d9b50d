namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>
/// Chance from a seed: the same on every machine and version of the runtime, and a new stream for any few numbers costs nothing, so that
/// no part of the data depends on the order in which others are made. SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
struct Draw
{
    const ulong Step = 0x9E37_79B9_7F4A_7C15;

    ulong state;

    Draw(ulong state) => this.state = state;

    /// <summary>The stream of these numbers.</summary>
    internal static Draw Of(int seed, int a, int b = 0, int c = 0) =>
        new(Mix(Mix(Mix(Mix((ulong)seed + Step) + (uint)a + Step) + (uint)b + Step) + (uint)c + Step));

    internal ulong Next() => Mix(state += Step);

    /// <summary>Uniform in [0, 1).</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    internal bool Chance(double probability) => Unit() < probability;

    internal double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>Uniform in [0, count).</summary>
    internal int Index(int count) => (int)(count * Unit());

    /// <summary>In [0, count): the first ones more often than the last.</summary>
    /// <param name="count">Of the things to choose from.</param>
    /// <param name="skew">1 = all alike; 3 = the first tenth takes nearly half.</param>
    internal int Skewed(int count, double skew) => (int)(count * Math.Pow(Unit(), skew));

    /// <summary>Half of the draws lie below the median.</summary>
    internal double LogNormal(double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit()));

    /// <summary>A UUID of version 4 (RFC 9562 section 5.4).</summary>
    internal Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
