namespace UsageAnalysis.Statistics;

/// <summary>Sparse vectors of length 1, one after another: of each only the columns in which it is not zero.</summary>
public sealed class UnitVectors
{
    readonly int[] starts;
    readonly int[] columns;
    readonly double[] values;

    /// <summary>Makes vectors of weights, each scaled to length 1.</summary>
    /// <param name="rows">Of each vector the columns, each once, and a weight above zero for each; none is empty.</param>
    /// <param name="columnCount">How many columns there are.</param>
    public UnitVectors(IReadOnlyList<IReadOnlyList<(int Column, double Weight)>> rows, int columnCount)
    {
        ColumnCount = columnCount;
        starts = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            starts[i + 1] = starts[i] + rows[i].Count;
        }
        (columns, values) = (new int[starts[^1]], new double[starts[^1]]);
        for (var i = 0; i < rows.Count; i++)
        {
            var length = Math.Sqrt(rows[i].Sum(cell => cell.Weight * cell.Weight));
            if (length <= 0)
            {
                throw new ArgumentException($"Vector {i} has no direction.", nameof(rows));
            }
            for (var j = 0; j < rows[i].Count; j++)
            {
                (columns[starts[i] + j], values[starts[i] + j]) = (rows[i][j].Column, rows[i][j].Weight / length);
            }
        }
    }

    /// <summary>How many vectors there are.</summary>
    public int Count => starts.Length - 1;

    /// <summary>How many columns there are.</summary>
    public int ColumnCount { get; }

    /// <summary>The cosine of a vector and another one, times the length of the other.</summary>
    public double Dot(int row, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            sum += values[i] * other[columns[i]];
        }
        return sum;
    }

    /// <summary>The products of a vector with several others at once.</summary>
    /// <param name="row">The vector.</param>
    /// <param name="others">Column after column, and of each the values of all others.</param>
    /// <param name="products">One for each of the others.</param>
    public void Dots(int row, ReadOnlySpan<double> others, Span<double> products)
    {
        products.Clear();
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            var value = values[i];
            var column = others.Slice(columns[i] * products.Length, products.Length);
            for (var j = 0; j < products.Length; j++)
            {
                products[j] += value * column[j];
            }
        }
    }

    /// <summary>Some of the vectors.</summary>
    public UnitVectors Rows(IReadOnlyList<int> rows) => new([.. rows.Select(Cells)], ColumnCount);

    /// <summary>
    /// The same values of each column dealt anew, each to a vector of its own: as often together as chance has it. Vectors that get nothing are
    /// left out.
    /// </summary>
    internal UnitVectors Dealt(SplitMix random)
    {
        var dealt = Enumerable.Range(0, Count).Select(_ => new List<(int Column, double Weight)>()).ToArray();
        var deck = Enumerable.Range(0, Count).ToArray();
        foreach (var column in Enumerable.Range(0, columns.Length).GroupBy(i => columns[i]).OrderBy(column => column.Key))
        {
            foreach (var (place, i) in column.Index())
            {
                var drawn = place + (int)(random.NextDouble() * (deck.Length - place));
                (deck[place], deck[drawn]) = (deck[drawn], deck[place]);
                dealt[deck[place]].Add((column.Key, values[i]));
            }
        }
        return new([.. dealt.Where(row => row.Count > 0)], ColumnCount);
    }

    IReadOnlyList<(int Column, double Weight)> Cells(int row) =>
        [.. Enumerable.Range(starts[row], starts[row + 1] - starts[row]).Select(i => (columns[i], values[i]))];

    /// <summary>Adds a vector to a sum.</summary>
    public void AddTo(int row, Span<double> sum)
    {
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            sum[columns[i]] += values[i];
        }
    }
}
