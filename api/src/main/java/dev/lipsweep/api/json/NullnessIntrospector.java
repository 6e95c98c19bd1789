package dev.lipsweep.api.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Reads {@code @Nullable} of our records: a component without it has to be there and not null. So
 * the records need no second set of annotations, and what is missing in a request is said by name
 * instead of failing somewhere later.
 */
final class NullnessIntrospector extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    AnnotatedType type = ofOurs(member);
    return type == null ? null : !type.isAnnotationPresent(Nullable.class);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    AnnotatedType type = ofOurs(annotated);
    if (type == null) {
      return JsonSetter.Value.empty();
    }
    Nulls own = type.isAnnotationPresent(Nullable.class) ? Nulls.DEFAULT : Nulls.FAIL;
    return JsonSetter.Value.construct(own, ofContent(type));
  }

  private static Nulls ofContent(AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType parameterized)) {
      return Nulls.DEFAULT;
    }
    AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
    boolean nullable = arguments[arguments.length - 1].isAnnotationPresent(Nullable.class);
    return nullable ? Nulls.DEFAULT : Nulls.FAIL;
  }

  /** The declared type of a component of one of our records; null for anything else. */
  private static @Nullable AnnotatedType ofOurs(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)
        || !(parameter.getOwner().getAnnotated() instanceof Executable constructor)
        || !constructor.getDeclaringClass().isRecord()
        || !constructor.getDeclaringClass().getName().startsWith("dev.lipsweep.")) {
      return null;
    }
    // asked of the component: a compact constructor's parameters lose these annotations
    RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
    return constructor.getParameterCount() == components.length
        ? components[parameter.getIndex()].getAnnotatedType()
        : null;
  }
}
