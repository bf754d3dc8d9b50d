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

    /// <summary>Adds a vector to a sum.</summary>
    public void AddTo(int row, Span<double> sum)
    {
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            sum[columns[i]] += values[i];
        }
    }
}
