using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>The shelf in PostgreSQL.</summary>
public sealed class LibraryContext(DbContextOptions<LibraryContext> options) : DbContext(options), IShelf
{
    IQueryable<BookRecord> IShelf.Books => Set<BookRecord>();

    IQueryable<AuthorRecord> IShelf.Authors => Set<AuthorRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<BookRecord>().HasOne(b => b.Author).WithMany(a => a.Books).HasForeignKey(b => b.AuthorId);
        modelBuilder.Entity<AuthorRecord>();
    }
}

/// <summary>A database with the books of <see cref="Shelf"/>, and the statements that a room sent to it.</summary>
public sealed class LibraryDatabase() : TestDatabase(FillAsync)
{
    public ConcurrentQueue<string> Statements { get; } = [];

    public void AddShelf(IServiceCollection services)
    {
        services.AddDbContext<LibraryContext>(options => options.UseNpgsql(ConnectionString).EnableSensitiveDataLogging(false)
            .LogTo(Statements.Enqueue, [Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.CommandExecuted]));
        services.AddScoped<IShelf>(provider => provider.GetRequiredService<LibraryContext>());
    }

    static async Task FillAsync(string connectionString)
    {
        await using var db = new LibraryContext(new DbContextOptionsBuilder<LibraryContext>().UseNpgsql(connectionString).Options);
        await db.Database.EnsureCreatedAsync();
        db.AddRange(Shelf.Authors());
        await db.SaveChangesAsync();
    }
}
