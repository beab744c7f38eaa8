using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>Writes members as the lists of published surfaces do, one line each.</summary>
internal static class MemberNotation
{
    public static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}{TypeNotation.Bare(constructor.DeclaringType!)}({Parameters(constructor.GetParameters())})";

    public static string Method(MethodInfo method)
    {
        var typeParameters = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNotation.Name))}>"
            : "";
        return $"{Access(method)}{Modifiers(method)}{TypeNotation.Name(method.ReturnType)} {method.Name}{typeParameters}"
            + $"({Parameters(method.GetParameters())})";
    }

    public static string Property(PropertyInfo property)
    {
        var getter = Visible(property.GetMethod);
        var setter = Visible(property.SetMethod);
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
        var words = (getter, setter) switch
        {
            (not null, null) => "get;",
            (null, _) => SetterWord(setter!),
            _ => $"get; {SetterWord(setter)}",
        };
        return $"{Access((getter ?? setter)!)}{Modifiers((getter ?? setter)!)}{TypeNotation.Name(property.PropertyType)} "
            + $"{property.Name}{index} {{ {words} }}";
    }

    public static string Field(FieldInfo field)
    {
        var modifier = field switch { { IsLiteral: true } => "const ", { IsStatic: true } => "static ", _ => "" };
        return $"{(field.IsPublic ? "" : "protected ")}{modifier}{TypeNotation.Name(field.FieldType)} {field.Name}";
    }

    /// <summary>The accessor or method when users of the assembly can call or override it, else null.</summary>
    public static T? Visible<T>(T? method)
        where T : MethodBase => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true } ? method : null;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string SetterWord(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var fallback = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        return $"{passing}{TypeNotation.Name(parameter.ParameterType)} {parameter.Name}{fallback}";
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
