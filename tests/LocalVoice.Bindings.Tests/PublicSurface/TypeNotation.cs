namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>Writes types as the lists of published surfaces do: C# words where short ones exist, no namespaces.</summary>
internal static class TypeNotation
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Name(Type type)
    {
        if (Words.TryGetValue(type, out var word))
            return word;
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (type.IsPointer)
            return $"{Name(type.GetElementType()!)}*";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";

        return type is { IsNested: true, IsGenericParameter: false }
            ? $"{Name(type.DeclaringType!)}.{OwnName(type)}"
            : OwnName(type);
    }

    /// <summary>The name without type parameters or declaring type: what a constructor is called.</summary>
    public static string Bare(Type type) => type.Name.Split('`')[0];

    private static string OwnName(Type type)
    {
        var arguments = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(Name).ToArray();
        return arguments.Length == 0 || type.IsGenericParameter ? Bare(type) : $"{Bare(type)}<{string.Join(", ", arguments)}>";
    }
}
