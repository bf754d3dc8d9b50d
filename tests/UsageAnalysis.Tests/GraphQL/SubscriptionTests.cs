using System.Text.Json;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using UsageAnalysis.GraphQL.Execution;
using UsageAnalysis.GraphQL.Guards;
using UsageAnalysis.GraphQL.Schema;
using UsageAnalysis.GraphQL.Transport;
using UsageAnalysis.Tests.GraphQL.Contradictions;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Every_item_is_a_run_of_the_document_with_loaders_of_its_own()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal(
            [
                """{"data":{"bookReturned":{"title":"Book 003","author":{"name":"Ann"}}}}""",
                """{"data":{"bookReturned":{"title":"Book 006","author":{"name":"Ann"}}}}""",
                """{"data":{"bookReturned":{"title":"Book 009","author":{"name":"Ann"}}}}""",
            ],
            await AnswersAsync(room, "subscription { bookReturned { title author { name } } }"));
        Assert.Equal([1, 1, 1], room.Counter.Batches);
    }

    [Fact]
    public async Task An_item_is_asked_for_when_the_last_answer_was_taken()
    {
        await using var room = await Room.InMemoryAsync();
        var taken = 0;
        await foreach (var _ in Answers(room, "subscription { count(to: 5) }")) Assert.Equal(++taken, room.Watch.Pulled);
        Assert.Equal(5, taken);
    }

    [Fact]
    public async Task A_query_is_one_answer()
    {
        await using var room = await Room.InMemoryAsync();
        Assert.Equal(["""{"data":{"echo":"NonFiction  "}}"""], await AnswersAsync(room, "{ echo }"));
    }

    [Theory]
    [InlineData("subscription { nothing }", "FIELDS_ON_CORRECT_TYPE")]
    [InlineData("subscription { a: count(to: 1) b: count(to: 2) }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData("subscription { __typename }", "SINGLE_ROOT_FIELD_SUBSCRIPTIONS")]
    [InlineData("subscription { count(to: 1) @skip(if: true) }", "INVALID_REQUEST")]
    public async Task A_refused_subscription_is_one_answer_that_was_not_executed(string query, string code)
    {
        await using var room = await Room.InMemoryAsync();
        var answers = new List<ExecutionResult>();
        await foreach (var answer in Answers(room, query)) answers.Add(answer);
        Assert.False(Assert.Single(answers).Executed);
        var error = JsonDocument.Parse(Write(room, answers[0])).RootElement.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain("\"data\"", Write(room, answers[0]));
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_subscription_and_tells_only_what_it_may()
    {
        await using var room = await Room.InMemoryAsync();
        var polite = await AnswersAsync(room, "subscription { break(politely: true) }");
        Assert.Equal(["""{"data":{"break":null}}""", """{"errors":[{"message":"Too slow.","extensions":{"code":"SLOW"}}]}"""], polite);
        var rude = await AnswersAsync(room, "subscription { break(politely: false) }");
        Assert.Equal(2, rude.Count);
        Assert.Matches("""^{"errors":\[{"message":"Unexpected Execution Error","extensions":{"code":"UNEXPECTED","errorId":"\w{12}"}}\]}$""",
            rude[1]);
    }

    [Fact]
    public async Task The_time_limit_is_for_an_answer_and_not_for_the_stream()
    {
        await using var room = await Room.InMemoryAsync(options => options.Limits.Timeout = TimeSpan.FromSeconds(1));
        using var stop = new CancellationTokenSource();
        await using var answers = Answers(room, "subscription { wait(name: \"w\") }", stop.Token).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync());
        var next = answers.MoveNextAsync().AsTask();
        var late = new List<ExecutionResult>();
        await foreach (var answer in Answers(room, "subscription { bookReturned { author { memoir } } }")) late.Add(answer);
        Assert.Equal(3, late.Count);
        Assert.All(late, answer => Assert.True(answer.Executed && answer.Errors!.Single().Code == "HC0045"));
        Assert.False(next.IsCompleted);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await room.Watch.Told("w ended");
    }

    [Fact]
    public void A_stream_is_a_field_of_the_subscription_only()
    {
        Assert.NotNull(Make());
        Assert.Contains("numbers", Assert.ThrowsAny<InvalidOperationException>(() => Make(typeof(StreamingQuery))).Message);
        Assert.Contains("number", Assert.ThrowsAny<InvalidOperationException>(() => Make(typeof(StillSubscription))).Message);

        static object Make(params Type[] types) => SchemaFactory.Create([typeof(StillQuery), .. types], new GraphQLLimits());
    }

    static IAsyncEnumerable<ExecutionResult> Answers(Room room, string query, CancellationToken cancellationToken = default)
    {
        var executor = room.Services.GetRequiredService<RequestExecutor>();
        var request = new GraphQLRequest(query, null, Inputs.Empty, Inputs.Empty);
        var (document, operation, refused) = executor.Prepare(ref request);
        Assert.Null(refused);
        return executor.AnswersAsync(request, document!, operation, room.Services, cancellationToken);
    }

    static async Task<List<string>> AnswersAsync(Room room, string query)
    {
        var texts = new List<string>();
        await foreach (var answer in Answers(room, query)) texts.Add(Write(room, answer));
        return texts;
    }

    static string Write(Room room, ExecutionResult answer) =>
        room.Services.GetRequiredService<AnswerWriter>().Json.Serialize(answer);
}
