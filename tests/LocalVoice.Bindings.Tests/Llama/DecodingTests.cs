using LLama.Exceptions;
using LLama.Native;

namespace LocalVoice.Bindings.Tests.Llama;

public sealed class DecodingTests(StarterModel model) : IClassFixture<StarterModel>
{
    [Fact]
    public void The_starter_model_answers_a_question()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var prompt = model.Tokens(StarterModel.Prompt);

        var logits = StarterModel.Decode(context, prompt, 0, 0);

        Assert.Equal(StarterModel.Answer, model.Continue(context, logits, prompt.Length, 0));
    }

    [Fact]
    public void A_sequence_shares_the_prefix_that_was_copied_to_it()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var prompt = model.Tokens(StarterModel.Prompt);
        StarterModel.Decode(context, prompt.AsSpan(..^1), 0, 0);

        context.NativeHandle.MemorySequenceCopy(LLamaSeqId.Zero, (LLamaSeqId)2, -1, -1);
        context.NativeHandle.MemorySequenceRemove(LLamaSeqId.Zero, -1, -1);
        var logits = StarterModel.Decode(context, prompt.AsSpan(^1..), prompt.Length - 1, 2);

        Assert.Equal(-1, (int)context.NativeHandle.MemorySequenceMaxPosition(LLamaSeqId.Zero));
        Assert.Equal(StarterModel.Answer, model.Continue(context, logits, prompt.Length, 2));
    }

    [Fact]
    public void What_was_removed_from_a_sequence_no_longer_counts()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var prompt = model.Tokens(StarterModel.Prompt);
        var shared = prompt.Length / 2;
        StarterModel.Decode(context, [.. prompt.AsSpan(..shared), .. model.Tokens("Hello, how can I help you?")], 0, 0);

        context.NativeHandle.MemorySequenceRemove(LLamaSeqId.Zero, shared, -1);
        Assert.Equal(shared - 1, (int)context.NativeHandle.MemorySequenceMaxPosition(LLamaSeqId.Zero));
        var logits = StarterModel.Decode(context, prompt.AsSpan(shared..), shared, 0);

        Assert.Equal(StarterModel.Answer, model.Continue(context, logits, prompt.Length, 0));
    }

    [Fact]
    public void A_batch_that_the_cache_cannot_hold_is_refused_and_changes_nothing()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var batch = new LLamaBatch();
        var tokens = model.Tokens(StarterModel.Prompt);
        StarterModel.Decode(context, tokens, 0, 0);
        for (var i = 0; i < context.ContextSize; i++)
        {
            batch.Add(tokens[0], i, (LLamaSeqId)1, false);
        }

        Assert.Equal(DecodeResult.NoKvSlot, context.Decode(batch));
        Assert.Equal(-1, (int)context.NativeHandle.MemorySequenceMaxPosition((LLamaSeqId)1));
        Assert.Equal(tokens.Length - 1, (int)context.NativeHandle.MemorySequenceMaxPosition(LLamaSeqId.Zero));
    }

    [Fact]
    public void Logits_that_were_not_asked_for_are_an_error_not_a_crash()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        StarterModel.Decode(context, model.Tokens(StarterModel.Prompt), 0, 0);

        Assert.Throws<GetLogitsInvalidIndexException>(() => context.NativeHandle.GetLogitsIth(0)[0]);
    }

    [Fact]
    public void The_same_seed_draws_the_same_tokens()
    {
        using var context = model.Weights.CreateContext(StarterModel.Parameters);
        var logits = StarterModel.Decode(context, model.Tokens(StarterModel.Prompt), 0, 0);

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));

        List<LLamaToken> Draw(uint seed)
        {
            using var chain = SafeLLamaSamplerChainHandle.Create(LLamaSamplerChainParams.Default());
            chain.AddTopK(40);
            chain.AddTemperature(50);
            chain.AddDistributionSampler(seed);
            return [.. Enumerable.Range(0, 16).Select(_ => chain.Sample(context.NativeHandle, logits))];
        }
    }
}
