using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Grammars;

/// <summary>A grammar of responses that must call a function: what may follow their opening.</summary>
internal static class CallGrammar
{
    /// <param name="function">The one that was begun; null where the model chooses.</param>
    /// <param name="single">Whether there may be no second call.</param>
    public static string Of(CallShape shape, IReadOnlyList<AIFunctionDeclaration> tools, AIFunctionDeclaration? function, bool single)
    {
        var schemas = new SchemaGrammar();
        if (function is not null)
        {
            return schemas.Grammar(Gbnf.Sequence(AfterName(function), Gbnf.Literal(shape.Final)));
        }

        var call = schemas.Rule(
            Gbnf.Either(tools.Select(tool => Gbnf.Sequence(Gbnf.Literal(tool.Name + shape.AfterName), AfterName(tool))))
        );
        var more = single ? "" : $"( {Gbnf.Sequence(Gbnf.Literal(shape.Next), call)} )*";
        return schemas.Grammar(Gbnf.Sequence(call, more, Gbnf.Literal(shape.Final)));

        string AfterName(AIFunctionDeclaration tool) =>
            Gbnf.Sequence(shape.BeforeArguments, schemas.Of(tool.JsonSchema), Gbnf.Literal(shape.End));
    }
}
