// Every type that a type refers to: in its signatures, its attributes and the bodies of its methods.
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Keukentafel.Rules.Tests;

internal static class References
{
    /// <summary>The outermost types referred to, each once.</summary>
    public static IReadOnlyCollection<TypeReference> Of(TypeDefinition type)
    {
        var seen = new Dictionary<string, TypeReference>(StringComparer.Ordinal);
        Add(seen, type.BaseType);
        Add(seen, type.CustomAttributes);
        foreach (var face in type.Interfaces)
        {
            Add(seen, face.InterfaceType);
        }

        foreach (var parameter in type.GenericParameters.SelectMany(parameter => parameter.Constraints))
        {
            Add(seen, parameter.ConstraintType);
        }

        foreach (var field in type.Fields)
        {
            Add(seen, field.FieldType);
            Add(seen, field.CustomAttributes);
        }

        foreach (var property in type.Properties)
        {
            Add(seen, property.CustomAttributes);
        }

        foreach (var method in type.Methods)
        {
            Add(seen, method);
            Add(seen, method.CustomAttributes);
            if (method.HasBody)
            {
                Body(seen, method.Body);
            }
        }

        return seen.Values;
    }

    private static void Body(Dictionary<string, TypeReference> seen, MethodBody body)
    {
        foreach (var variable in body.Variables)
        {
            Add(seen, variable.VariableType);
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            Add(seen, handler.CatchType);
        }

        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference reference:
                    Add(seen, reference);
                    break;
                case MethodReference method:
                    Add(seen, method);
                    break;
                case FieldReference field:
                    Add(seen, field.DeclaringType);
                    Add(seen, field.FieldType);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Add(Dictionary<string, TypeReference> seen, MethodReference method)
    {
        Add(seen, method.DeclaringType);
        Add(seen, method.ReturnType);
        foreach (var parameter in method.Parameters)
        {
            Add(seen, parameter.ParameterType);
        }

        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                Add(seen, argument);
            }
        }
    }

    private static void Add(Dictionary<string, TypeReference> seen, IEnumerable<CustomAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(seen, attribute.AttributeType);
            foreach (var value in attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>())
            {
                Add(seen, value);
            }
        }
    }

    private static void Add(Dictionary<string, TypeReference> seen, TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                {
                    Add(seen, argument);
                }

                Add(seen, generic.ElementType);
                return;
            case IModifierType modified:
                Add(seen, modified.ModifierType);
                Add(seen, modified.ElementType);
                return;
            case TypeSpecification specification:
                Add(seen, specification.ElementType);
                return;
            default:
                var outermost = type;
                while (outermost.DeclaringType is { } outer)
                {
                    outermost = outer;
                }

                seen.TryAdd(outermost.FullName, outermost);
                return;
        }
    }
}
