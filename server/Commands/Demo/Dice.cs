using System.Buffers.Binary;

namespace UsageAnalysis.Commands.Demo;

/// <summary>
/// One named stream of chance. Each part of the story draws from its own, so that a new part leaves the draws of all others alone.
/// </summary>
public sealed class Dice
{
    readonly Random random;

    Dice(int seed) => random = new Random(seed);

    /// <summary>The stream of that name: always the same draws for the same seed.</summary>
    public static Dice Of(int seed, string stream)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u ^ (uint)seed;
        foreach (var letter in stream)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        return new Dice((int)hash);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => random.NextDouble();

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Uniform in [0, count).</summary>
    public int Index(int count) => random.Next(count);

    /// <summary>One of them, all alike.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>One of them; the first ones much more often than the last, as the popular things of life.</summary>
    /// <param name="items">In falling order of popularity.</param>
    /// <param name="skew">1 = all alike; 3 = the first tenth takes nearly half.</param>
    public T Skewed<T>(IReadOnlyList<T> items, double skew = 3) => items[(int)(items.Count * Math.Pow(random.NextDouble(), skew))];

    /// <summary>One of them, in proportion to its weight.</summary>
    public T Weighted<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var target = random.NextDouble() * items.Sum(weight);
        foreach (var item in items)
        {
            target -= weight(item);
            if (target < 0)
            {
                return item;
            }
        }
        return items[^1];
    }

    /// <summary>Log-normal: half of the draws lie below the median; a sigma of 1 gives a long tail.</summary>
    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    /// <summary>How many things happen where so many are expected (Poisson, by counting exponential gaps).</summary>
    public int Count(double expected)
    {
        var count = 0;
        for (var left = expected; (left += Math.Log(1 - random.NextDouble())) > 0;)
        {
            count++;
        }
        return count;
    }

    /// <summary>An id that sorts by time (UUID version 7, RFC 9562 section 5.7), its random bits from this stream.</summary>
    public Guid Id(DateTime time)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var milliseconds = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16 | (long)(bytes[6] & 0x0F | 0x70) << 8 | bytes[7]);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Eight hexadecimal digits.</summary>
    public string Hex() => random.Next().ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
