namespace UsageAnalysis.Usage;

/// <summary>
/// Work that several callers want at the same time is done once for all of them. Its failure reaches all of them too; whoever comes after
/// its end begins anew. A caller who leaves disturbs nobody, and the work is stopped when the last one has left.
/// </summary>
sealed class SingleFlight<TKey, TResult>
    where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, Flight> flights = [];

    sealed class Flight
    {
        public CancellationTokenSource Stop { get; } = new();

        public int Waiting { get; set; }

        public Task<TResult> Result { get; set; } = null!;
    }

    /// <summary>The result of the work of a key that is under way, or else of this work.</summary>
    /// <param name="key">Says what is wanted: all work of one key has the same result.</param>
    /// <param name="work">Does it; is told when nobody wants it any more.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<TResult> JoinAsync(TKey key, Func<CancellationToken, Task<TResult>> work, CancellationToken ct)
    {
        Flight? flight;
        lock (gate)
        {
            if (!flights.TryGetValue(key, out flight))
            {
                flights.Add(key, flight = new Flight());
                flight.Result = FlyAsync(key, flight, work);
            }
            flight.Waiting++;
        }
        try
        {
            return await flight.Result.WaitAsync(ct);
        }
        finally
        {
            if (IsLast(key, flight))
            {
                await flight.Stop.CancelAsync();
            }
        }
    }

    async Task<TResult> FlyAsync(TKey key, Flight flight, Func<CancellationToken, Task<TResult>> work)
    {
        // The gate is held here.
        await Task.Yield();
        try
        {
            return await work(flight.Stop.Token);
        }
        finally
        {
            lock (gate)
            {
                Forget(key, flight);
            }
        }
    }

    bool IsLast(TKey key, Flight flight)
    {
        lock (gate)
        {
            if (--flight.Waiting > 0)
            {
                return false;
            }
            // Nobody may join what is about to be stopped.
            Forget(key, flight);
            return true;
        }
    }

    // Another one may be under way in its place.
    void Forget(TKey key, Flight flight)
    {
        if (flights.TryGetValue(key, out var known) && known == flight)
        {
            flights.Remove(key);
        }
    }
}
